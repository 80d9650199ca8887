import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select, TextInput } from '../../../components';

/** Stands in the list of choices for a word of the person's own; no list writes a line break. */
const OTHER = '\n';

interface KeepAsProps {
  /** The spelling that it is about. */
  written: string;
  keptAs: string;
  /** What it may be kept as, besides itself. */
  values: readonly string[];
  disabled?: boolean;
  onChange: (keptAs: string) => void;
}

/** What a spelling is kept as: as it is written, as one of the values there are, or as another word. */
export function KeepAs({ written, keptAs, values, disabled = false, onChange }: KeepAsProps) {
  const { t } = useTranslation('accounts');
  const [typing, setTyping] = useState(false);
  const [text, setText] = useState('');
  const left = useRef(false);
  const begin = () => {
    left.current = false;
    setTyping(true);
  };
  const label = t('spellings.keepAs', { written });
  if (typing) {
    const done = () => {
      const word = text.trim();
      // Enter takes the field away, which may count as leaving it.
      if (left.current) return;
      left.current = true;
      setTyping(false);
      setText('');
      if (word !== '' && word !== keptAs) onChange(word);
    };
    return (
      <TextInput
        small
        hideLabel
        autoFocus
        label={label}
        placeholder={t('spellings.otherPlaceholder')}
        value={text}
        onChange={setText}
        onEnter={done}
        onLeave={done}
      />
    );
  }
  const others = [...new Set([keptAs, ...values])].filter((value) => value !== written);
  return (
    <Select
      small
      hideLabel
      label={label}
      value={keptAs}
      disabled={disabled}
      choices={[
        { value: written, label: t('spellings.asWritten') },
        ...others.map((value) => ({ value, label: value })),
        { value: OTHER, label: t('spellings.other') },
      ]}
      onChange={(value) => (value === OTHER ? begin() : onChange(value))}
    />
  );
}
