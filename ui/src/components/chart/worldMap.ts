/** The outlines of the countries, for charts that stand on a map. Read from disk when a map is first shown. */
import type { Feature, FeatureCollection } from 'geojson';

export const WORLD = 'world';

let registered: Promise<void> | null = null;

/** Makes the map of the world known to the charts. */
export function registerWorld(): Promise<void> {
  registered ??= load();
  return registered;
}

async function load(): Promise<void> {
  const [{ registerMap }, { feature }, { default: world }] = await Promise.all([
    import('./echarts'),
    import('topojson-client'),
    import('world-atlas/countries-50m.json'),
  ]);
  const topology = world as unknown as Parameters<typeof feature>[0];
  const countries = topology.objects['countries'];
  if (!countries) throw new Error('the map of the world has no countries');
  const all = feature(topology, countries) as FeatureCollection;
  const isShown = (country: Feature) => country.properties?.['name'] !== 'Antarctica';
  const shown = { ...all, features: all.features.filter(isShown).map(inOnePiece) };
  registerMap(WORLD, shown as unknown as Parameters<typeof registerMap>[1]);
}

type Ring = number[][];

/** A country that reaches over the date line, in one piece on its eastern side: cut there, it would be drawn across the map. */
export function inOnePiece(country: Feature): Feature {
  const { geometry } = country;
  if (geometry.type === 'Polygon')
    return { ...country, geometry: { ...geometry, coordinates: geometry.coordinates.map(unwrapped) } };
  if (geometry.type === 'MultiPolygon')
    return {
      ...country,
      geometry: { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(unwrapped)) },
    };
  return country;
}

function unwrapped(ring: Ring): Ring {
  const crosses = ring.some((point, at) => at > 0 && Math.abs((point[0] ?? 0) - (ring[at - 1]?.[0] ?? 0)) > 180);
  return crosses ? ring.map(([east = 0, north = 0]) => [east < 0 ? east + 360 : east, north]) : ring;
}

/** Mercator: distances are true in any small part of the map, which is what a rep's round is. */
export const mercator = {
  project: ([east = 0, north = 0]: number[]): [number, number] => [
    (east * Math.PI) / 180,
    -Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, north)) * Math.PI) / 360)),
  ],
  unproject: ([x = 0, y = 0]: number[]): [number, number] => [
    (x * 180) / Math.PI,
    (Math.atan(Math.exp(-y)) * 360) / Math.PI - 90,
  ],
};
