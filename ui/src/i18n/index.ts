/**
 * Every text of the window, one file a feature. Keys are typed: a text that does not exist does not compile. Sentences
 * are whole, with their figures as values, because no language lets them be glued together.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import accounts from './en/accounts.json';
import commands from './en/commands.json';
import components from './en/components.json';
import coverage from './en/coverage.json';
import errors from './en/errors.json';
import frame from './en/frame.json';
import home from './en/home.json';
import model from './en/model.json';
import opportunity from './en/opportunity.json';
import quotas from './en/quotas.json';
import share from './en/share.json';
import territories from './en/territories.json';
import tiers from './en/tiers.json';

export const en = {
  accounts,
  commands,
  components,
  coverage,
  errors,
  frame,
  home,
  model,
  opportunity,
  quotas,
  share,
  territories,
  tiers,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'components';
    resources: typeof en;
    strictKeyChecks: true;
  }
}

/** A key of the `commands` texts. */
export type CommandKey = keyof typeof commands & string;

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'components',
  ns: Object.keys(en),
  resources: { en },
  interpolation: { escapeValue: false },
  returnNull: false,
});

export { i18next };
