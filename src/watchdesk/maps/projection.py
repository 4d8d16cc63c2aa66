"""The Equal Earth projection: areas keep their proportions, and latitudes are straight lines.

Šavrič, Patterson and Jenny, The Equal Earth map projection, International Journal of Geographical
Information Science 33(3), 2019, on the sphere.
"""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
WIDTH = 1000.0
"""Of the whole map, in pixels."""
_SCALE = WIDTH * _M * _A1 / (2 * pi)


def _plane(lat: float, lon: float) -> tuple[float, float]:
    """On a sphere of radius 1: x to the east, y to the north."""
    angle = asin(_M * sin(radians(lat)))
    two = angle * angle
    six = two * two * two
    x = radians(lon) * cos(angle) / (_M * (_A1 + 3 * _A2 * two + six * (7 * _A3 + 9 * _A4 * two)))
    return x, angle * (_A1 + _A2 * two + six * (_A3 + _A4 * two))


HEIGHT = 2 * _SCALE * _plane(90.0, 0.0)[1]
"""Of the whole map, in pixels."""


def project(lat: float, lon: float) -> tuple[float, float]:
    """Pixels from the left and the top of the whole map.

    Latitudes beyond the poles are set to these; longitudes go round, so that 190° is 170° west.
    """
    turned = lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
    x, y = _plane(max(-90.0, min(90.0, lat)), turned)
    return WIDTH / 2 + _SCALE * x, HEIGHT / 2 - _SCALE * y
