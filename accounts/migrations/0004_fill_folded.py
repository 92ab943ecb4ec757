from django.db import migrations

from accounts.folded import fill


def fold(apps, schema_editor):
    fill(apps.get_model('accounts', 'Author'), 'folded')


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_folded_author'),
    ]

    operations = [
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
