import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import '../../i18n';
import { setLocale } from '../../format/locale';
import type { AccountDetail } from '../../ipc/bindings';
import { Trust } from './Trust';

const detail = (keeps: number, lifts: string[] = []) =>
  ({
    modelTier: 1,
    liftsTo: 0,
    lifts,
    firmness: { keeps, onFence: keeps < 900, other: 0, otherShare: 1000 - keeps, any: 640 },
  }) as unknown as AccountDetail;
let tests = 0;
const show = (of: AccountDetail) => {
  setLocale('en-US');
  render(<Trust detail={of} nameOf={(tier) => `Tier ${(tier ?? 0) + 1}`} onTest={() => (tests += 1)} />);
};

describe('how far a tier can be trusted', () => {
  it('is said in three grades, and only who moves often stands on the fence', () => {
    show(detail(1000));
    expect(screen.getByText('Firm: small changes of the weights do not move it.')).toBeTruthy();
    show(detail(970));
    expect(screen.getByText('Nearly always: with weights shaken by 10% it is Tier 1 in 3% of trials.')).toBeTruthy();
    show(detail(520));
    expect(screen.getByText('On the fence: with weights shaken by 10% it is Tier 1 in 48% of trials.')).toBeTruthy();
  });

  it('names what would lift it, and that one of several is enough', () => {
    show(detail(1000, ['Company size: 480 or more instead of 120.', 'Engagement history: 60 or more instead of 20.']));
    expect(screen.getByText('What would lift it to Tier 1')).toBeTruthy();
    expect(screen.getByText(/Each of these alone would do/)).toBeTruthy();
  });

  it('says so where no single value would lift it', () => {
    show(detail(1000));
    expect(screen.getByText('What would lift it to Tier 1')).toBeTruthy();
    expect(screen.getByText(/^No single value that can change would do it/)).toBeTruthy();
  });

  it('is not known before the model was tested, which can be done there', () => {
    show({ ...detail(1000), firmness: null, untested: true });
    expect(screen.getByText('Not tested since the model last changed.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Test the model' }));
    expect(tests).toBe(1);
  });
});
