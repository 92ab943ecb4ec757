from accounts.admin.attempts import AttemptAdmin
from accounts.admin.authors import AuthorAdmin
from accounts.admin.users import UserAdmin

__all__ = ["AttemptAdmin", "AuthorAdmin", "UserAdmin"]
