import { configure, fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import '../../i18n';
import type { TierEdit } from '../../ipc/bindings';
import { Providers } from '../../app/Providers';
import { TiersDialog } from './TiersDialog';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const show = () => {
  const kept: TierEdit[][] = [];
  render(
    <Providers>
      <TiersDialog
        names={['Gold', 'Silver', 'Bronze']}
        onClose={() => undefined}
        onKeep={(tiers) => kept.push(tiers)}
      />
    </Providers>,
  );
  return kept;
};
const keep = () => screen.getByRole('button', { name: 'Change the tiers' });
const type = (place: number, text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: `Name of tier ${place}` }), { target: { value: text } });

describe('the tiers', () => {
  it('are renamed, and a new one has no past', () => {
    const kept = show();
    type(1, 'Platinum');
    fireEvent.click(screen.getByRole('button', { name: 'Add a tier' }));
    fireEvent.click(keep());
    expect(kept).toEqual([
      [
        { was: 0, name: 'Platinum', hue: 'indigo' },
        { was: 1, name: 'Silver', hue: 'amber' },
        { was: 2, name: 'Bronze', hue: 'rose' },
        { was: null, name: 'Tier 4', hue: 'sky' },
      ],
    ]);
  });

  it('are removed down to two', () => {
    const kept = show();
    fireEvent.click(screen.getByRole('button', { name: 'Remove Silver' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remove Gold' }).disabled).toBe(true);
    fireEvent.click(keep());
    expect(kept[0]?.map(({ was }) => was)).toEqual([0, 2]);
  });

  it('swap their colours, so that no two look alike', async () => {
    const kept = show();
    fireEvent.click(screen.getByRole('button', { name: 'Colour of Gold: Indigo' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Rose' }));
    fireEvent.click(keep());
    expect(kept[0]?.map(({ hue }) => hue)).toEqual(['rose', 'amber', 'indigo']);
  });

  it('need names of their own', () => {
    show();
    type(2, ' gold');
    expect((keep() as HTMLButtonElement).disabled).toBe(true);
    type(2, '');
    expect((keep() as HTMLButtonElement).disabled).toBe(true);
    type(2, 'Silver');
    expect((keep() as HTMLButtonElement).disabled, 'nothing was changed').toBe(true);
  });
});
