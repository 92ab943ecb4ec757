from django.db import migrations

# The periodic task, or `manage.py relate`, computes the lists of what was published before.
ASK = """
    INSERT INTO articles_termvector (article_id, language, day, weights, digest)
    SELECT id, '', 0, '{}', '' FROM articles_article
    WHERE status = 'published' AND trashed_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_related_terms")]

    operations = [migrations.RunSQL(ASK, migrations.RunSQL.noop)]
