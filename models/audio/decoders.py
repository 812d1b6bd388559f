"""FFmpeg's decoders that may be opened: those of sound that people post, and no others."""

import re

import av

_NAMES = re.compile(
    r"mp[123](float)?|aac(_fixed|_latm)?|alac|flac|(lib)?(vorbis|opus|speex)|wma(v1|v2|pro|lossless|voice)"
    r"|e?ac3(_fixed)?|dca|mlp|truehd|wavpack|tta|ape|tak|mpc[78]|dsd_[lm]sbf(_planar)?|nellymoser"
    r"|amr(nb|wb)|libopencore_amr(nb|wb)|gsm(_ms)?|8svx_(exp|fib)|mace[36]|qdm2|qdmc|s302m|(ad)?pcm_\w+"
)

DECODERS = frozenset(name for name in av.codecs_available if _NAMES.fullmatch(name))
"""The names of those that this FFmpeg has; encoders of the same names come along, which nothing opens."""
