/** The matrix of the made-up shell. */
import type { MatrixDraft, MatrixScale, MatrixView, MeasureView } from '../../../ipc/bindings';
import type { Quick } from '..';
import { changed } from '../world';

let kept: MatrixDraft = { across: 'potential', up: 'value', acrossBreaks: null, upBreaks: null };

const scale = (measure: MeasureView, breaks: [number, number] | null): MatrixScale =>
  measure === 'value' || measure === 'potential'
    ? {
        from: 100_000,
        to: 100_000_000,
        logarithmic: true,
        money: true,
        breaks: breaks ?? [1_000_000, 10_000_000],
        bands: [900, 900, 700],
      }
    : { from: 0, to: 100, logarithmic: false, money: false, breaks: breaks ?? [40, 60], bands: [900, 900, 700] };

const view = (draft: MatrixDraft): MatrixView => {
  const cell = (accounts: number) => ({
    accounts,
    potential: accounts * 20_000_00,
    currentRevenue: accounts * 5_000_00,
  });
  return {
    draft,
    known: ['fit', 'engagement', 'score', 'value', 'potential'],
    across: scale(draft.across, draft.acrossBreaks),
    up: scale(draft.up, draft.upBreaks),
    cells: [
      [cell(500), cell(300), cell(100)],
      [cell(300), cell(400), cell(200)],
      [cell(164), cell(250), cell(286)],
    ],
    unknown: 13,
    size: [48, 30],
    squares: Array.from({ length: 48 }, (_, across) =>
      Array.from({ length: 30 }, (_, up) => ({
        across,
        up,
        accounts: ((across * 31 + up * 17) % 23) + 1,
        tier: across > 32 ? 0 : across > 16 ? 1 : 2,
      })),
    ).flat(),
  };
};

export const quick: Quick = {
  matrix: () => view(kept),
  preview_matrix: (draft) => view(draft),
  set_matrix: (draft) => {
    kept = draft;
    return changed('Change the matrix');
  },
};
