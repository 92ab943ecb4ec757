"""Moving house: what another system exports comes into this one, and goes out again."""
