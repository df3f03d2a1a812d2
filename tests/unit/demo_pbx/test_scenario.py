"""The scenario file: its users, and a clear message about each mistake."""

from pathlib import Path

import pytest

from softphone.demo_pbx.scenario import ScenarioError, load

USER = 'name = "{0}"\nlast = "{0}"\nextension = "{1}"\nnumber = "+4930231254{1}"\n'


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "scenario.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_default_has_the_groups_the_demo_needs() -> None:
    platform = load()
    groups = {
        leader.name: [link.user for link in leader.executive.assistants]
        for leader in platform.users.values()
        if leader.executive is not None
    }
    assert groups == {
        "lea.muster": ["nele.probe", "paul.attrappe"],
        "ada.entwurf": ["nele.probe", "sina.fiktiv"],
        "jonas.beispiel": ["ada.entwurf"],
    }
    assert platform.users["lea.muster"].display == "Dr. Lea Muster"
    assert {user.extension: user.robot for user in platform.users.values() if user.robot} == {
        "451": "assistant",
        "433": "assistant",
        "4101": "mobile",
        "4102": "mobile",
        "900": "echo",
        "901": "tone",
    }


def test_passwords_are_new_each_time_unless_the_file_gives_them(tmp_path: Path) -> None:
    first, second = load().users, load().users
    secrets = [
        secret
        for users in (first, second)
        for user in users.values()
        for secret in (user.password, user.sip_password)
    ]
    assert len(set(secrets)) == len(secrets)
    assert all(len(secret) >= 16 for secret in secrets)
    given = load(written(tmp_path, "[[users]]\n" + USER.format("a", "10") + 'password = "p"\nsip_password = "s"\n'))
    assert (given.users["a"].password, given.users["a"].sip_password) == ("p", "s")


def test_no_password_stands_in_a_repr() -> None:
    platform = load()
    assert all(user.password not in repr(platform) for user in platform.users.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", "scenario.toml"),
        ("unknown = 1", "unknown"),
        ("ring_s = -1", "ring_s"),
        ("users = 1", "users"),
        ("[[users]]\n" + USER.format("a", "10") * 1 + "colour = 1", "colour"),
        ("[[users]]\n" + USER.format("A b", "10"), "name"),
        ("[[users]]\n" + USER.format("a", "x"), "extension"),
        (("[[users]]\n" + USER.format("a", "10")) * 2, "twice"),
        ("[[users]]\n" + USER.format("a", "10") + "[[users]]\n" + USER.format("b", "10"), "taken"),
        ("[[users]]\n" + USER.format("a", "10") + 'robot = "dog"', "robot"),
        ("[[users]]\n" + USER.format("a", "10") + 'executive = {assistants = ["b"]}', "'b'"),
        ("[[users]]\n" + USER.format("a", "10") + 'executive = {mode = "Other"}', "mode"),
        ("[[users]]\n" + USER.format("a", "10") + "executive = {next_rings = 21}", "next_rings"),
        ("[[users]]\n" + USER.format("a", "10") + "executive = {filtering = 1}", "filtering"),
        ("[[users]]\n" + USER.format("a", "10") + "executive = 1", "'a'"),
        (
            "[[users]]\n" + USER.format("a", "10") + 'executive = {extra_xml = {ExecutiveAlerting = "<a>"}}',
            "extra_xml",
        ),
        (
            "[[users]]\n"
            + USER.format("a", "10")
            + '[[users.executive.criteria]]\nname="c"\ntime_schedule={level="Group", name="weg"}',
            "'weg'",
        ),
        ('[[schedules]]\nlevel = "Moon"\nname = "x"', "level"),
        ('[[schedules]]\nlevel = "Group"\nname = "x"\nweekly = ["always"]', "always"),
        ('[[schedules]]\nlevel = "Group"\nname = "x"\ndays = ["soon"]', "soon"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(written(tmp_path, text))
    assert said in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="nowhere"):
        load(tmp_path / "nowhere.toml")
