import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import type * as Kit from '../../../components';
import type { CriterionView, CurveShape } from '../../../ipc/bindings';
import { CategoryTable } from './CategoryTable';

/** Which fields and figures were drawn, and which bars by the points they show. */
const drawn: { fields: string[]; figures: string[]; bars: number[] } = { fields: [], figures: [], bars: [] };

vi.mock('../../../components', async (original) => {
  const kit = await original<typeof Kit>();
  return {
    ...kit,
    NumberInput: (props: Parameters<typeof kit.NumberInput>[0]) => {
      drawn.fields.push(props.label);
      return <kit.NumberInput {...props} />;
    },
    OpenFigure: (props: Kit.OpenFigureProps) => {
      drawn.figures.push(props.label ?? '');
      return <kit.OpenFigure {...props} />;
    },
    ShareBar: (props: Parameters<typeof kit.ShareBar>[0]) => {
      drawn.bars.push(props.ratio);
      return <kit.ShareBar {...props} />;
    },
  };
});

const saved: CurveShape = {
  kind: 'category',
  points: [
    { value: 'Energy', points: 0.6 },
    { value: 'Retail', points: 0.2 },
    { value: 'Steel', points: 0.3 },
  ],
  other: 0.5,
};
const criterion = {
  name: 'Industry',
  field: 4,
  shape: saved,
  categories: saved.points.map(({ value, points }) => ({
    value,
    points,
    accounts: 50,
    customers: 20,
    of: 50,
    lift: 1,
    suggested: 0.5,
  })),
} as CriterionView;

const onSettle = vi.fn<(shape: CurveShape) => void>();

function Table() {
  const [shape, setShape] = useState(saved);
  const settle = (next: CurveShape) => {
    setShape(next);
    onSettle(next);
  };
  return (
    <CategoryTable
      criterion={criterion}
      shape={shape}
      disabled={false}
      onMove={setShape}
      onSettle={settle}
      onCancel={() => setShape(saved)}
    />
  );
}

const forget = () => {
  drawn.fields = [];
  drawn.figures = [];
  drawn.bars = [];
};

beforeEach(() => onSettle.mockClear());

describe('points by value', () => {
  it('draws those that a hand moves, and not every value of the list', () => {
    render(<Table />);
    const bar = screen.getByRole('slider', { name: 'Points for Energy' });
    forget();
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    expect(drawn.fields, 'a field for each value takes too long for a frame').toEqual(['Points for Energy']);
    forget();
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    expect(drawn).toEqual({ fields: ['Points for Energy'], figures: [], bars: [0.62] });
  });

  it('builds each move on those before', () => {
    render(<Table />);
    for (const name of ['Energy', 'Any other value', 'Steel']) {
      const bar = screen.getByRole('slider', { name: `Points for ${name}` });
      fireEvent.keyDown(bar, { key: 'PageUp' });
      fireEvent.keyUp(bar, { key: 'PageUp' });
    }
    const field = screen.getByRole('textbox', { name: 'Points for Retail' });
    fireEvent.change(field, { target: { value: '90' } });
    fireEvent.blur(field);
    expect(onSettle).toHaveBeenLastCalledWith({
      kind: 'category',
      points: [
        { value: 'Energy', points: 0.7 },
        { value: 'Retail', points: 0.9 },
        { value: 'Steel', points: 0.4 },
      ],
      other: 0.6,
    });
    expect(onSettle).toHaveBeenCalledTimes(4);
  });
});
