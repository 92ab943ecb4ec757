from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("comments", "0006_moderators_queue")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="likelihood",
            field=models.PositiveSmallIntegerField(
                editable=False, null=True, verbose_name="likely unwanted"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=Q(status="pending"),
                fields=["likelihood", "created_at", "id"],
                name="comment_waiting_by_likelihood",
            ),
        ),
    ]
