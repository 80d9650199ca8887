import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button';
import { AttentionIcon } from '../components/icons';
import { EmptyState } from '../components/Messages';

function Broken({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <EmptyState
      icon={<AttentionIcon />}
      title={t('broken.title')}
      actions={
        <Button look="primary" onClick={onAgain}>
          {t('broken.again')}
        </Button>
      }
    >
      {t('broken.text')}
    </EmptyState>
  );
}

/** Keeps a fault of one screen to that screen: the rail and the plan stay at hand. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (this.state.broken) return <Broken onAgain={() => this.setState({ broken: false })} />;
    return this.props.children;
  }
}
