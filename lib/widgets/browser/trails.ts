// The ways of the balls: on the map, and as heights from step to step. Ball i has the class of its number, for its colour.

import type { DescentStep } from "../../descend";
import { drawn, type Plot } from "./plot";

const WIDTH = 300; // of the chart, as its viewBox has it
const FLOOR = 105;
const CEILING = 10;

/** The paths on the map, so many steps of each. */
export function trails(plot: Plot, paths: DescentStep[][], steps: number): SVGElement[] {
  return paths.flatMap((path, i) => {
    const places = path.slice(0, steps + 1).map(({ v }) => plot.at(v[0]!, v[1]!));
    const [x0, y0] = places[0]!;
    const [x1, y1] = places.at(-1)!;
    return [
      drawn("path", { d: polyline(places), class: `trail ball${i}` }),
      ...places.slice(1, -1).map(([cx, cy]) => drawn("circle", { cx, cy, r: 2.5, class: `dot ball${i}` })),
      drawn("circle", { cx: x0, cy: y0, r: 5, class: `start ball${i}` }),
      drawn("circle", { cx: x1, cy: y1, r: 8, class: `ball ball${i}` }),
    ];
  });
}

/** The costs of the paths as lines from left to right, scaled from the lowest of all to the highest start. */
export function heights(paths: DescentStep[][], steps: number): SVGElement[] {
  const low = Math.min(...paths.flat().map(({ cost }) => cost));
  const high = Math.max(...paths.map((path) => path[0]!.cost), low + 1e-9);
  const across = WIDTH / Math.max(1, ...paths.map((path) => path.length - 1));
  const place = ({ cost }: DescentStep, k: number): [number, number] => {
    const share = Math.min((cost - low) / (high - low), 1.1); // what climbs higher runs along the upper edge
    return [k * across, FLOOR - share * (FLOOR - CEILING)];
  };
  return [
    drawn("path", { d: `M0 0V${FLOOR + 3}H${WIDTH}`, class: "axes" }),
    ...paths.map((path, i) =>
      drawn("path", { d: polyline(path.slice(0, steps + 1).map(place)), class: `trail ball${i}` }),
    ),
  ];
}

function polyline(places: [number, number][]): string {
  return `M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
}
