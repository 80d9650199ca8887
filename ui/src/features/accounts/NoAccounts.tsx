import { useTranslation } from 'react-i18next';
import { AccountsIcon, Button, EmptyState, ErrorBar, ImportIcon, Page, PageHeader } from '../../components';
import { runCommand } from '../../commands/registry';
import { useImport } from './import/store';

/** The step before there is a list. */
export function NoAccounts() {
  const { t } = useTranslation(['accounts', 'frame']);
  const error = useImport((state) => state.error);
  return (
    <Page fill header={<PageHeader question={t('frame:questions.accounts')} title={t('accounts:none.title')} />}>
      <ErrorBar error={error} onDismiss={() => useImport.setState({ error: null })} />
      <EmptyState
        icon={<AccountsIcon />}
        title={t('accounts:none.head')}
        actions={
          <>
            <Button look="primary" icon={<ImportIcon />} onClick={() => runCommand('file.import')}>
              {t('accounts:importList')}
            </Button>
            <Button onClick={() => runCommand('file.sample')}>{t('accounts:none.sample')}</Button>
          </>
        }
      >
        {t('accounts:none.text')}
      </EmptyState>
    </Page>
  );
}
