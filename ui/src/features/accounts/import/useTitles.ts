import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportTitles } from './store';

/** What is written over the progress of each part of an import. */
export function useImportTitles(): ImportTitles {
  const { t } = useTranslation('accounts');
  return useMemo(
    () => ({ opening: t('import.opening'), reading: t('import.reading'), importing: t('import.importing') }),
    [t],
  );
}
