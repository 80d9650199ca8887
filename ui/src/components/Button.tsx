import { Button as FluentButton, Tooltip } from '@fluentui/react-components';
import type { ReactElement, ReactNode, Ref } from 'react';
import { written, type Shortcut } from '../commands/shortcut';
import { Wheel } from './Moving';
import styles from './Button.module.css';

export interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** `primary` once a screen; `quiet` has no edge. */
  look?: 'primary' | 'secondary' | 'quiet';
  icon?: ReactElement;
  disabled?: boolean;
  /** Shows a turning wheel and takes no clicks. */
  busy?: boolean;
  small?: boolean;
  /** For a button of a form. */
  submit?: boolean;
  ref?: Ref<HTMLButtonElement>;
  'aria-describedby'?: string;
}

/** A button with a text. The text is a verb. */
export function Button({ children, look = 'secondary', busy, small, submit, icon, disabled, ...rest }: ButtonProps) {
  return (
    <FluentButton
      {...rest}
      type={submit ? 'submit' : 'button'}
      appearance={look === 'quiet' ? 'subtle' : look}
      size={small ? 'small' : 'medium'}
      icon={busy ? <Wheel /> : icon}
      disabled={disabled}
      disabledFocusable={busy}
      className={look === 'quiet' && !icon ? styles.link : undefined}
    >
      {children}
    </FluentButton>
  );
}

export interface IconButtonProps {
  /** What it does; read aloud and shown on hover. */
  label: string;
  icon: ReactElement;
  onClick?: () => void;
  shortcut?: Shortcut;
  disabled?: boolean;
  small?: boolean;
  /** For a button that stays down. */
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows only a picture. Its name and shortcut appear on hover. */
export function IconButton({ label, icon, shortcut, small = true, pressed, ...rest }: IconButtonProps) {
  const hint = shortcut ? `${label} (${written(shortcut)})` : label;
  return (
    <Tooltip content={hint} relationship="label">
      <FluentButton
        {...rest}
        appearance="subtle"
        size={small ? 'small' : 'medium'}
        icon={icon}
        aria-pressed={pressed}
        type="button"
      />
    </Tooltip>
  );
}
