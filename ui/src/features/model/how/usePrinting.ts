import { useCallback, useEffect } from 'react';
import { useTheme } from '../../../styles/useTheme';

/** Prints what stands in the window, on white whatever the theme: paper is not dark. */
export function usePrinting(): () => void {
  useEffect(() => {
    const before = () => {
      document.documentElement.dataset.theme = 'light';
    };
    const after = () => {
      document.documentElement.dataset.theme = useTheme.getState().theme;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      after();
    };
  }, []);
  return useCallback(() => window.print(), []);
}
