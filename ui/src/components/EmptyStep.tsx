import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepId } from '../app/steps';
import { useWindow } from '../state/window';
import { Button } from './Button';
import { EmptyState } from './Messages';
import { Page, PageHeader } from './Page';

export interface EmptyStepProps {
  step: StepId;
  /** The title of the screen. */
  title: string;
  icon: ReactElement;
  /** What is missing, what will stand here, and the button that leads to where it comes from. */
  texts: { title: string; text: string; action: string };
  /** The step that has to come first. */
  first?: StepId;
}

/** The whole screen of a step that cannot begin yet. */
export function EmptyStep({ step, title, icon, texts, first = 'accounts' }: EmptyStepProps) {
  const { t } = useTranslation('frame');
  const go = useWindow((state) => state.go);
  return (
    <Page fill header={<PageHeader question={t(`questions.${step}`)} title={title} />}>
      <EmptyState
        icon={icon}
        title={texts.title}
        actions={
          <Button look="primary" onClick={() => go(first)}>
            {texts.action}
          </Button>
        }
      >
        {texts.text}
      </EmptyState>
    </Page>
  );
}
