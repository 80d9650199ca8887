import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../ipc/bindings';
import { Button } from './Button';
import { MessageBar } from './Messages';

/** The sentence for a refusal; null for one that the person asked for by pressing Cancel. */
export function useErrorText(): (error: AppError) => string | null {
  const { t } = useTranslation('errors');
  return useCallback(
    (error) => {
      switch (error.kind) {
        case 'cancelled':
          return null;
        case 'internal':
          return t('internal', { incident: error.incident });
        case 'unreadable':
        case 'planInUse':
        case 'planTooNew':
        case 'planUnreadable':
        case 'targetBusy':
        case 'notWritable':
        case 'refused':
          return error.message;
      }
    },
    [t],
  );
}

/** What a command refused, as a message on the screen; nothing when there is no error. */
export function ErrorBar(props: { error: AppError | null; onAgain?: () => void; onDismiss?: () => void }) {
  const { t } = useTranslation('errors');
  const textOf = useErrorText();
  const text = props.error && textOf(props.error);
  if (!text) return null;
  return (
    <MessageBar
      mood="error"
      onDismiss={props.onDismiss}
      actions={
        props.onAgain && (
          <Button small onClick={props.onAgain}>
            {t('again')}
          </Button>
        )
      }
    >
      {text}
    </MessageBar>
  );
}
