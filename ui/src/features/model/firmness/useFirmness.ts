import { useCallback, useEffect, useState } from 'react';
import type { AppError, FirmnessView, ModelView } from '../../../ipc/bindings';
import { asAppError } from '../../../ipc/call';
import { testModel } from '../../../ipc/testModel';

export interface Testing {
  /** Of the model as it is now; null until it was tested. */
  found: FirmnessView | null;
  /** The person stopped the test. */
  stopped: boolean;
  error: AppError | null;
  again: () => void;
}

/** Tests the model that is in force, and again whenever it is another one. */
export function useFirmness(model: ModelView, title: string): Testing {
  const [result, setResult] = useState<{ of: ModelView; found: FirmnessView | null; error: AppError | null } | null>(
    null,
  );
  const [round, setRound] = useState(0);
  useEffect(() => {
    let over = false;
    const test = async () => {
      try {
        const found = await testModel(title);
        if (!over) setResult({ of: model, found, error: null });
      } catch (thrown) {
        if (!over) setResult({ of: model, found: null, error: asAppError(thrown) });
      }
    };
    void test();
    return () => {
      over = true;
    };
  }, [model, title, round]);
  const now = result?.of === model ? result : null;
  const stopped = now?.error?.kind === 'cancelled';
  return {
    found: now?.found ?? null,
    stopped,
    error: stopped ? null : (now?.error ?? null),
    again: useCallback(() => {
      setResult(null);
      setRound((last) => last + 1);
    }, []),
  };
}
