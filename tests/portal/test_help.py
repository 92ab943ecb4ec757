"""The guides of docs/ as pages of the admin."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from portal.newsroom import manual

pytestmark = pytest.mark.django_db

HELP = reverse("admin:help")
GUIDES = [HELP, reverse("admin:help_guide", args=["moderators"])]


def shown(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("journalist", 200), ("moderator", 200)]
)
def test_everybody_who_works_here_reads_the_guides(client, request, who, status):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    assert [client.get(address).status_code for address in GUIDES] == [status] * 2
    assert [client.post(address).status_code for address in GUIDES] == [
        302 if who == "anonymous" else 405
    ] * 2


@pytest.mark.parametrize("file", [file for file, _title in manual.GUIDES.values()])
def test_a_guide_is_shown_whole(client, journalist, file):
    client.force_login(journalist)
    text = (manual.FOLDER / file).read_text()
    html = next(page for page in (shown(client, each) for each in GUIDES) if _title(text) in page)

    assert html.count("<h2 id=") == text.count("\n## ")
    assert html.count("<tr>") == len(re.findall(r"^\|(?!-)", text, re.MULTILINE))
    pictures = re.findall(r'<img src="/static/(help/[^"]+)" alt="[^"]+" loading="lazy" />', html)
    assert len(pictures) == text.count("![")
    assert [each for each in pictures if not finders.find(each)] == []
    for anchor in re.findall(r'href="#([^"]*)"', html):
        assert html.count(f'id="{anchor}"') == 1


def _title(text):
    return f"<h1>{text.partition(chr(10))[0].removeprefix('# ')}</h1>"


def test_the_guides_lead_to_each_other_and_every_page_leads_to_them(client, moderator):
    client.force_login(moderator)

    assert [all(f'href="{each}"' in shown(client, page) for each in GUIDES) for page in GUIDES]
    assert f'href="{HELP}"' in shown(client, reverse("admin:index"))


def test_the_form_of_a_story_leads_to_its_part(client, journalist):
    client.force_login(journalist)

    anchor = re.search(
        rf'href="{HELP}#([\w-]+)"', shown(client, reverse("admin:articles_article_add"))
    )[1]

    assert f'id="{anchor}"' in shown(client, HELP)


def test_there_are_no_other_guides(client, editor):
    client.force_login(editor)

    assert client.get(f"{HELP}architecture/").status_code == 404


def test_markup_in_a_guide_is_shown_and_not_done(tmp_path, monkeypatch):
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    (tmp_path / "bad.md").write_text("# T\n\n<script>a</script> [x](javascript:b)\n")

    body = manual.guide("bad.md").body

    assert "<script" not in body
    assert "href" not in body
