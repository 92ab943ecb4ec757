import pytest
from django.urls import reverse

from portal.site.models import SiteSettings

pytestmark = pytest.mark.django_db

LIST = reverse("admin:site_settings_sitesettings_changelist")


@pytest.mark.parametrize(("role", "status"), [("journalist", 403), ("administrator", 302)])
def test_the_settings_come_to_be_for_who_may_see_them(client, request, role, status):
    client.force_login(request.getfixturevalue(role))

    response = client.get(LIST)

    assert response.status_code == status
    assert SiteSettings.objects.exists() == (status == 302)
