/** Saying who belongs to whom: one change with a name, and one undo takes it back. */
import { useCallback } from 'react';
import { announce, useToast } from '../../../components';
import type { AppError, ParentLink } from '../../../ipc/bindings';
import { useChange } from '../../../ipc/cache';

export interface Links {
  /** Puts accounts below parents, and says what was done. Gives whether it was. */
  link: (links: ParentLink[], said: string) => Promise<boolean>;
  busy: boolean;
  error: AppError | null;
  clearError: () => void;
}

export function useLinks(): Links {
  const { change, busy, error, clearError } = useChange();
  const toast = useToast();
  const link = useCallback<Links['link']>(
    async (links, said) => {
      if ((await change('set_parents', { links })) === null) return false;
      announce(said);
      toast({ title: said, undo: true });
      return true;
    },
    [change, toast],
  );
  return { link, busy, error, clearError };
}
