// Projects, simplifies and packs the base map. Run by ../build_basemap.py, which installs what this
// imports:  node build.mjs LIBRARIES DISPUTED OUT
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [libraries, disputedFile, out] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${libraries}/package.json`));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { geoEqualEarth, geoPath } = await load("d3-geo");
const { feature, mesh } = await load("topojson-client");
const { presimplify, simplify } = await load("topojson-simplify");

const WIDTH = 1000;
// Each level serves windows that are magnified up to `finest` times. `area` is the triangle, in
// square degrees, below which a point is left out, `least` the island, in square pixels of the
// whole map; points are kept to `unit` parts of a pixel.
const LEVELS = [
  { finest: 2, area: 0.06, least: 1.5, unit: 10 },
  { finest: 7, area: 0.008, least: 0.2, unit: 40 },
  { finest: 1000, area: 0.0006, least: 0, unit: 100 },
];

const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const disputed = JSON.parse(readFileSync(disputedFile, "utf8"));
const sphere = geoEqualEarth().fitWidth(WIDTH, { type: "Sphere" });
const [[, top], [, bottom]] = geoPath(sphere).bounds({ type: "Sphere" });

const inBox = (point, box) =>
  point[0] >= box[0] && point[0] <= box[2] && point[1] >= box[1] && point[1] <= box[3];

function ruleFor(a, b) {
  const names = [a.properties.name, b.properties.name].sort().join("\n");
  return disputed.between.filter((rule) => [...rule.areas].sort().join("\n") === names);
}

// Lines of a mesh, cut where a box begins or ends; each with whether it is disputed.
function cut(lines, boxes) {
  const parts = [];
  for (const line of lines) {
    let part = [line[0]];
    let held = null;
    for (let i = 1; i < line.length; i += 1) {
      const middle = [(line[i - 1][0] + line[i][0]) / 2, (line[i - 1][1] + line[i][1]) / 2];
      const here = boxes === null || boxes.some((box) => inBox(middle, box));
      if (held !== null && here !== held) {
        parts.push([part, held]);
        part = [line[i - 1]];
      }
      held = here;
      part.push(line[i]);
    }
    if (held !== null) parts.push([part, held]);
  }
  return parts;
}

function drawn(object, unit, closed) {
  const paths = [];
  let path = null;
  const context = {
    moveTo: (x, y) => paths.push((path = [[x, y]])),
    lineTo: (x, y) => path.push([x, y]),
    closePath: () => {},
    arc: () => {},
  };
  geoPath(sphere, context)(object);
  return paths
    .map((points) => packed(points, unit))
    .filter((ints) => ints.length >= (closed ? 6 : 4));
}

function packed(points, unit) {
  const ints = [];
  let px = 0;
  let py = 0;
  for (const [x, y] of points) {
    const ix = Math.round(x * unit);
    const iy = Math.round(y * unit);
    if (ints.length && ix === px && iy === py) continue;
    ints.push(ix - px, iy - py);
    px = ix;
    py = iy;
  }
  return ints;
}

const size = (ints) => {
  let [x, y, area] = [0, 0, 0];
  for (let i = 0; i < ints.length; i += 2) {
    area += x * ints[i + 1] - y * ints[i];
    x += ints[i];
    y += ints[i + 1];
  }
  return Math.abs(area) / 2;
};

const used = new Set();
const weighed = presimplify(atlas);
const levels = LEVELS.map(({ finest, area, least, unit }) => {
  const topology = simplify(weighed, area);
  sphere.precision(0.7 / Math.min(finest, 20));
  const land = drawn(feature(topology, topology.objects.land), unit, true).filter(
    (ints) => size(ints) >= least * unit * unit,
  );
  const [plain, dashed] = [[], []];
  const pairs = new Map();
  mesh(topology, topology.objects.countries, (a, b) => {
    if (a !== b) {
      const key = [a.properties.name, b.properties.name].sort().join("\n");
      pairs.set(key, [a, b]);
    }
    return false;
  });
  for (const [key, [a, b]] of pairs) {
    const rules = ruleFor(a, b);
    rules.forEach((rule) => used.add(rule));
    const shared = mesh(
      topology,
      topology.objects.countries,
      (c, d) => [c.properties.name, d.properties.name].sort().join("\n") === key && c !== d,
    );
    const boxes = rules.length === 0 ? [] : rules.some((rule) => !rule.within)
      ? null : rules.flatMap((rule) => rule.within);
    for (const [coordinates, held] of cut(shared.coordinates, boxes)) {
      (held ? dashed : plain).push(coordinates);
    }
  }
  dashed.push(...disputed.line.map((line) => line.points));
  const lines = (coordinates) =>
    drawn({ type: "MultiLineString", coordinates }, unit, false);
  return { finest, unit, land, lines: lines(plain), disputed: lines(dashed) };
});
const idle = disputed.between.filter((rule) => !used.has(rule));
if (idle.length) {
  console.error(`no shared line for: ${idle.map((rule) => rule.areas.join("–")).join("; ")}`);
}
const made = {
  projection: "equal-earth",
  width: WIDTH,
  height: Math.round((bottom - top) * 100) / 100,
  levels,
};
writeFileSync(out, `${JSON.stringify(made)}\n`);
