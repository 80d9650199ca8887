import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { inOnePiece, mercator } from '../../../components';
import type { MapDot, MapView, PlanView } from '../../../ipc/bindings';
import { replaceHost } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { AccountMap } from './AccountMap';
import { drawn, leadingTier, sizesOf, span } from './dots';

describe('dots', () => {
  it('have the colour of the tier that most of their accounts have', () => {
    expect(leadingTier([1, 4, 4])).toBe(1);
    expect(leadingTier([0, 0])).toBe(0);
    const sizes = sizesOf([2_000, 9, 1]);
    expect(sizes(2_000)).toBe(30);
    expect(sizes(1), 'the smallest can still be hit').toBe(6);
    const many = sizesOf(Array.from({ length: 166 }, () => 600));
    expect(many(600), 'many places of one size leave room for each other').toBe(12);
  });

  it('stand for the accounts of one tier when only that is wanted', () => {
    const dot = (tiers: number[]) => ({ tiers, accounts: tiers.reduce((a, b) => a + b, 0) }) as MapDot;
    const dots = [dot([1, 8]), dot([0, 5]), dot([2, 0])];
    expect(drawn(dots, null).map((each) => [each.accounts, each.tier])).toEqual([
      [9, 1],
      [5, 1],
      [2, 0],
    ]);
    expect(drawn(dots, 0).map((each) => each.accounts)).toEqual([2, 1]);
  });

  it('leave the far-out ones outside, and never less than a region', () => {
    const many = Array.from({ length: 400 }, (_, at) => ({ latitude: 5_000 + (at % 10), longitude: 900 }));
    const [[west, north], [east, south]] = span([...many, { latitude: -3_300, longitude: 15_100 }]);
    expect([west, east].map(Math.round)).toEqual([5, 13]);
    expect(north - south).toBeGreaterThan(4);
    expect(south).toBeGreaterThan(40);
  });

  it('stand on a map on which no country is drawn across the whole of it', () => {
    const ring = [
      [170, 65],
      [-170, 65],
      [-175, 70],
      [170, 65],
    ];
    const country = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } } as const;
    const { geometry } = inOnePiece(country as unknown as Parameters<typeof inOnePiece>[0]);
    expect(geometry.type === 'Polygon' && geometry.coordinates[0]?.map(([east]) => east)).toEqual([170, 190, 185, 170]);
  });

  it('stand where the projection puts them, and back', () => {
    const [east, north] = mercator.unproject(mercator.project([9.18, 48.78]));
    expect(east).toBeCloseTo(9.18);
    expect(north).toBeCloseTo(48.78);
  });
});

const view: MapView = {
  dots: [],
  step: 1,
  by: [
    { by: 'given', accounts: 0, revenue: null },
    { by: 'postalCode', accounts: 7, revenue: 100 },
    { by: 'city', accounts: 0, revenue: null },
    { by: 'nothing', accounts: 2, revenue: null },
  ],
};

describe('the map', () => {
  const invoke = vi.fn(async (): Promise<unknown> => view);
  beforeEach(() => {
    replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
    usePlan.getState().replace({
      name: 'North',
      file: { token: 1, name: 'North.tierline', folder: 'Plans' },
      currency: { code: 'EUR', minorDigits: 2 },
      revision: 3,
      accounts: 9,
      tiers: ['Tier 1'],
    } as PlanView);
  });

  it('says how the accounts were placed, and opens those that were not', async () => {
    render(
      <Providers>
        <AccountMap />
      </Providers>,
    );
    expect(await screen.findByRole('heading', { name: '7 of 9 accounts are on the map' })).toBeTruthy();
    expect(screen.queryByText('By coordinates'), 'a way that placed none is not shown').toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /Not on the map/ }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'placed', by: 'nothing' });
  });
});
