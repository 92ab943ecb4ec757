from itertools import batched

from django.db import migrations, models
from django.utils import timezone

BATCH = 1000
COLUMNS = (
    'headline', 'front_headline', 'kicker', 'standfirst', 'slug', 'language', 'category_id', 'lead_image_id',
)
# A column that the next migration makes.
UNKNOWN = {'is_retracted': False}


def fill(apps, schema_editor):
    """Keep what stories say from now on: what they said before nobody knows."""
    Article, StoryState, StatePlace = (
        apps.get_model('articles', name) for name in ('Article', 'StoryState', 'StatePlace')
    )
    now = timezone.now()
    stories = Article.objects.filter(status='published').order_by('pk')
    keys = stories.values_list('pk', flat=True)
    for batch in batched(keys, BATCH):
        around = _around(apps, batch)
        rows = stories.filter(pk__in=batch).values('pk', 'published_at', 'unpublish_at', *COLUMNS)
        states = StoryState.objects.bulk_create(
            StoryState(
                article_id=row['pk'], since=now,
                published_at=row['published_at'], unpublish_at=row['unpublish_at'],
                card={column: row[column] for column in COLUMNS} | around[row['pk']] | UNKNOWN,
            )
            for row in rows
        )
        StatePlace.objects.bulk_create(
            StatePlace(state=state, place=place, published_at=state.published_at)
            for state in states
            for place in state.card['places']
        )


def _around(apps, keys):
    """The bylines and places of these stories, as articles.past.recording keeps them."""
    found: dict[int, dict[str, list]] = {key: {'bylines': [], 'places': []} for key in keys}
    bylines = apps.get_model('articles', 'Byline').objects.filter(article__in=keys)
    for key, *byline in bylines.order_by('position', 'pk').values_list('article', 'author', 'role'):
        found[key]['bylines'].append(byline)
    listings = apps.get_model('articles', 'Listing').objects.filter(article__in=keys, chosen=True)
    for key, category in listings.values_list('article', 'category'):
        found[key]['places'].append(f'category:{category}')
    tags = apps.get_model('articles', 'ArticleTag').objects.filter(content_object__in=keys)
    for key, tag in tags.values_list('content_object', 'tag'):
        found[key]['places'].append(f'tag:{tag}')
    for each in found.values():
        each['places'].sort()
    return found


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0015_fronts'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='storystate',
            name='embargo_until',
        ),
        migrations.AddIndex(
            model_name='storystate',
            index=models.Index(condition=models.Q(('until__isnull', False)), fields=['until'], name='state_over'),
        ),
        migrations.AddIndex(
            model_name='storystate',
            index=models.Index(fields=['since'], name='state_begins'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
