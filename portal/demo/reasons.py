"""What the moderators of the demo say often when they reject a comment."""

REASONS = (
    "It insults somebody.",
    "It names somebody who has no part in the story.",
    "It has nothing to do with the story.",
    "It advertises something.",
    "It says the same as the comment before.",
)
