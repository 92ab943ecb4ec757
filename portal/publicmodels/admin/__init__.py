from portal.publicmodels.admin.public import PublicModelAdmin
from portal.publicmodels.admin.telling import TellingAdmin
from portal.publicmodels.admin.trash import TrashedAdmin

__all__ = ["PublicModelAdmin", "TellingAdmin", "TrashedAdmin"]
