"""The control's part about subscriptions: features of a user, packages that are missing, subscriptions that end."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from softphone.demo_pbx.model.platform import Platform
from softphone.demo_pbx.model.telephony_port import Telephony
from softphone.demo_pbx.portal.xsi_membership import by_user_id
from softphone.demo_pbx.rules.setting_fields import SettingError, boolean, text


class SubscriptionControl:
    def __init__(self, platform: Platform, telephony: Telephony) -> None:
        self._platform, self._telephony = platform, telephony

    def table(self) -> dict[tuple[str, str], Callable[[Mapping[str, Any]], Awaitable[Any]]]:
        return {
            ("POST", "features"): self._features,
            ("POST", "packages"): self._packages,
            ("POST", "end-subscriptions"): self._end_subscriptions,
        }

    async def _features(self, wish: Mapping[str, Any]) -> object:
        """DND and forwarding of one user, as if changed at another telephone or in the portal."""
        user = by_user_id(self._platform, str(wish.get("user", "")))
        if user is None:
            raise LookupError("user: nobody has this name")
        if "do_not_disturb" in wish:
            user.do_not_disturb = boolean("do_not_disturb", wish["do_not_disturb"])
        if "forward_always" in wish:
            target = wish["forward_always"]
            user.forward_always = text("forward_always", target, 161) if target else ""
        self._telephony.features_may_have_changed()
        return {"done": True}

    async def _packages(self, wish: Mapping[str, Any]) -> object:
        """Which event packages the platform does not have."""
        off = wish.get("off")
        if not isinstance(off, list) or not all(isinstance(name, str) for name in off):
            raise SettingError("off: a list of event packages is needed")
        self._platform.packages_off = off
        return {"done": True}

    async def _end_subscriptions(self, wish: Mapping[str, Any]) -> object:
        self._telephony.end_subscriptions(text("reason", wish.get("reason"), 40))
        return {"done": True}
