"""Everything of the demo that somebody can see, for whoever looks at its pages."""
