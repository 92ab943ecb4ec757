import pytest
from django.contrib.flatpages.models import FlatPage
from django.urls import reverse

from portal.site.models import SiteSettings
from tests.pagecache.readers import both, get

pytestmark = pytest.mark.django_db

LIST = reverse("admin:site_settings_sitesettings_changelist")


@pytest.mark.parametrize(("role", "status"), [("journalist", 403), ("administrator", 302)])
def test_the_settings_come_to_be_for_who_may_see_them(client, request, role, status):
    client.force_login(request.getfixturevalue(role))

    response = client.get(LIST)

    assert response.status_code == status
    assert SiteSettings.objects.exists() == (status == 302)


def test_pages_that_were_kept_before_the_settings_came_to_be_name_the_static_pages_since(
    client, administrator
):
    FlatPage.objects.create(url="/imprint/", title="Imprint").sites.add(1)
    rendered, kept = both()
    before = get(kept, "/").body
    client.force_login(administrator)

    client.get(LIST)

    assert b"Imprint" not in before
    assert get(kept, "/").body == get(rendered, "/").body
    assert b"Imprint" in get(kept, "/").body
