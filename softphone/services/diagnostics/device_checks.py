"""What trying the sound devices came to, as lines of the self-test."""

from collections.abc import Sequence

from softphone.domain.diagnostics.self_test import Check, CheckResult, CheckState, device_state, light
from softphone.domain.problems import DeviceFailed, DeviceSide, NoSoundDevice, Problem
from softphone.domain.telephone.audio_test import ProbeResult

DEVICE_CHECKS = {
    Check.MICROPHONE: DeviceSide.MICROPHONE,
    Check.SPEAKER: DeviceSide.SPEAKER,
    Check.RINGERS: DeviceSide.RINGER,
}


def device_results(probed: Sequence[ProbeResult] | Problem) -> tuple[CheckResult, ...]:
    """One line a side; where trying was not possible each says why."""
    if not isinstance(probed, Sequence):
        return tuple(CheckResult(check, CheckState.NOT_POSSIBLE, probed) for check in DEVICE_CHECKS)
    return tuple(_line(check, [one for one in probed if one.side is side]) for check, side in DEVICE_CHECKS.items())


def _line(check: Check, probed: Sequence[ProbeResult]) -> CheckResult:
    """Several ringers are as good as the worst of them, which is the one that is named then."""
    lines = [_result(check, one) for one in probed]
    if not lines:
        return CheckResult(check, CheckState.BAD, NoSoundDevice(DEVICE_CHECKS[check]))
    state = light(lines)
    if state is CheckState.GOOD:
        names = ", ".join(line.device for line in lines)
        return CheckResult(check, state, device=names, level_dbfs=lines[0].level_dbfs)
    return next(line for line in lines if line.state is state)


def _result(check: Check, probed: ProbeResult) -> CheckResult:
    if probed.device is None:
        return CheckResult(check, CheckState.BAD, NoSoundDevice(probed.side))
    state = device_state(probed.side, probed.works, probed.level_dbfs)
    problem = DeviceFailed(probed.side, probed.detail) if state is CheckState.BAD else None
    return CheckResult(check, state, problem, probed.device, probed.level_dbfs)
