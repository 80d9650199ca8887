import type { Bucket } from '../../ipc/bindings';

/** The buckets in the order of the contract. */
export const BUCKETS = ['retain', 'upsell', 'crossSell', 'newLogo'] as const satisfies readonly Bucket[];

/** From what is in hand to what is farthest away. */
export const BUCKET_COLORS: Record<Bucket, `--${string}`> = {
  retain: '--chart-1',
  upsell: '--chart-2',
  crossSell: '--chart-3',
  newLogo: '--chart-4',
};

/** The percentiles that have a name, in per mille. */
export const PEERS = { typical: 500, good: 800, best: 900 } as const;
export type Peer = keyof typeof PEERS;

/** The name of a percentile in per mille; null for one that somebody set otherwise. */
export function peerOf(percentile: number): Peer | null {
  return (Object.keys(PEERS) as Peer[]).find((name) => PEERS[name] === percentile) ?? null;
}
