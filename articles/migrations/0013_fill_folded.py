from django.db import migrations

from accounts.folded import fill


def fold(apps, schema_editor):
    for name in ('Tag', 'Image', 'Article'):
        fill(apps.get_model('articles', name), 'folded')


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_folded_words'),
    ]

    operations = [
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
