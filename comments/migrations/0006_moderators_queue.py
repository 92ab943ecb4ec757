from typing import Any

from django.db import migrations, models
from django.db.models import functions

# Which comments a check has something to say of, for the filter of the moderators' list: of a
# million comments it read each.
INDEX = """
    CREATE INDEX comment_reasons ON comments_comment
    USING gin (reasons jsonb_path_ops)
"""


def add_index(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def remove_index(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX comment_reasons")


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_pages_of_threads")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["-score", "created_at", "id"], name="comment_by_score"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                functions.Lower("email"), "created_at", "id", name="comment_by_writer"
            ),
        ),
        migrations.RunPython(add_index, remove_index),
    ]
