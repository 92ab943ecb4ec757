from accounts.models.author import Author
from accounts.models.saved_filter import SavedFilter
from accounts.models.user import User

__all__ = ["Author", "SavedFilter", "User"]
