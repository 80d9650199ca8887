import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { paintTiers } from '../components';
import { queries } from '../ipc/cache';
import { fluentThemes } from '../styles/theme';
import { usePlan } from '../state/plan';
import { useTheme } from '../styles/useTheme';

/** What every part of the window stands in: the theme of the moment and the answers of the backend. */
export function Providers({ children }: { children: ReactNode }) {
  const theme = useTheme((state) => state.theme);
  const hues = usePlan((state) => state.plan?.hues);
  useEffect(() => paintTiers(hues ?? []), [hues]);
  return (
    <FluentProvider theme={fluentThemes[theme]} style={{ background: 'transparent' }}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </FluentProvider>
  );
}
