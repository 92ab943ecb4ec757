from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_likelihood"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["action", "-at", "-id"], name="decision_newest_of_kind"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["after", "-at", "-id"], name="decision_newest_leading_to"),
        ),
    ]
