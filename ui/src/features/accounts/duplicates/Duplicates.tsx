import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AttentionIcon,
  Button,
  Checkbox,
  CheckMarkIcon,
  EmptyState,
  ErrorBar,
  DoneIcon,
  Page,
  PageHeader,
  Select,
  TierBadge,
  announce,
  useToast,
} from '../../../components';
import { num, percent } from '../../../format/figures';
import type { CompanyView, ComparedField } from '../../../ipc/bindings';
import { useChange } from '../../../ipc/cache';
import { openAccount } from '../../../state/open';
import { usePlan } from '../../../state/plan';
import { CellValue } from '../CellValue';
import styles from './Duplicates.module.css';
import { isSure, keyOf, mergeOf, proposed, resultOf, SURENESS, type MergeChoice, type Sureness } from './merging';
import { openLook } from '../look';
import { choose, findDuplicates, leaveDuplicates, settle, useDuplicates } from './store';

/** Which accounts are one company? Side by side, with what would be left; one click a company, or all that are certain. */
export function Duplicates() {
  const { t } = useTranslation('accounts');
  const { view, choices, error } = useDuplicates();
  const [from, setFrom] = useState<Sureness>('certain');
  const { change, busy, error: refused, clearError } = useChange();
  const toast = useToast();
  if (!view) return null;
  const choiceOf = (company: CompanyView) => choices[keyOf(company)] ?? proposed(company);
  const sure = view.companies.filter((company) => isSure(company, from));
  const merge = async (companies: readonly CompanyView[]) => {
    const merges = companies.map((company) => mergeOf(company, choiceOf(company)));
    if (!(await change('merge_accounts', { merges }))) return;
    settle(companies);
    const done = t('duplicates.merged', { count: companies.length, shown: num(companies.length) });
    toast({ title: done });
    announce(done);
  };
  const apart = async (company: CompanyView) => {
    const accounts = company.members.map((member) => member.id);
    if (await change('keep_apart', { accounts })) settle([company]);
  };
  return (
    <Page
      header={
        <PageHeader
          question={t('duplicates.question')}
          title={titleOf(view.certain, view.review, t)}
          actions={
            <>
              <Button onClick={leaveDuplicates}>{t('duplicates.back')}</Button>
              {view.companies.length > 0 && (
                <Select
                  hideLabel
                  label={t('duplicates.from')}
                  value={from}
                  choices={SURENESS.map((each) => ({
                    value: each,
                    label: t(each === 'certain' ? 'duplicates.fromCertain' : 'duplicates.fromShare', { share: each }),
                  }))}
                  onChange={setFrom}
                />
              )}
              {sure.length > 0 && (
                <Button look="primary" busy={busy} onClick={() => void merge(sure)}>
                  {t(from === 'certain' ? 'duplicates.mergeCertain' : 'duplicates.mergeFrom', {
                    count: sure.length,
                    shown: num(sure.length),
                    share: from,
                  })}
                </Button>
              )}
            </>
          }
        >
          {view.companies.length > 0 && <p className={styles.lead}>{t('duplicates.lead')}</p>}
        </PageHeader>
      }
    >
      <ErrorBar error={error ?? refused} onDismiss={clearError} />
      {view.companies.length === 0 && (
        <EmptyState
          icon={<DoneIcon />}
          title={t('duplicates.noneTitle')}
          actions={
            <Button onClick={() => void findDuplicates(t('duplicates.finding'))}>{t('duplicates.again')}</Button>
          }
        >
          {t('duplicates.none')}
        </EmptyState>
      )}
      <div className={styles.companies}>
        {view.companies.map((company) => (
          <Company
            key={keyOf(company)}
            company={company}
            choice={choiceOf(company)}
            busy={busy}
            onChoose={(choice) => choose(company, choice)}
            onMerge={() => void merge([company])}
            onApart={() => void apart(company)}
          />
        ))}
      </div>
      {view.leftOff > 0 && (
        <p className={styles.lead}>{t('duplicates.more', { count: view.leftOff, shown: num(view.leftOff) })}</p>
      )}
      {view.families > 0 && (
        <p className={styles.lead}>
          {t('duplicates.families', { count: view.families, shown: num(view.families) })}{' '}
          <Button small look="quiet" onClick={toFamilies}>
            {t('duplicates.toFamilies')}
          </Button>
        </p>
      )}
    </Page>
  );
}

function toFamilies(): void {
  leaveDuplicates();
  openLook('families');
}

type Translate = ReturnType<typeof useTranslation<'accounts'>>['t'];

function titleOf(certain: number, review: number, t: Translate): string {
  if (certain > 0) return t('duplicates.title', { count: certain, shown: num(certain) });
  if (review > 0) return t('duplicates.titleReview', { count: review, shown: num(review) });
  return t('duplicates.titleNone');
}

interface CompanyProps {
  company: CompanyView;
  choice: MergeChoice;
  busy: boolean;
  onChoose: (choice: MergeChoice) => void;
  onMerge: () => void;
  onApart: () => void;
}

function Company({ company, choice, busy, onChoose, onMerge, onApart }: CompanyProps) {
  const { t } = useTranslation('accounts');
  const tiers = usePlan((state) => state.plan?.tiers);
  const [all, setAll] = useState(false);
  const differing = company.fields.filter((field) => field.differs);
  const filled = company.fields.filter((field) => !field.differs && field.values.includes(null));
  const same = company.fields.length - differing.length - filled.length;
  const name = company.members.find((member) => member.id === choice.stays)?.name ?? '';
  return (
    <section className={styles.company} aria-label={name}>
      <div className={styles.head}>
        <span className={company.certain ? styles.certain : styles.perhaps}>
          {company.certain ? <CheckMarkIcon aria-hidden /> : <AttentionIcon aria-hidden />}
          {t(company.certain ? 'duplicates.certain' : 'duplicates.perhaps', {
            reason: company.reason,
            share: percent(company.perMille / 1000),
          })}
        </span>
        <Button small disabled={busy} onClick={onApart}>
          {t('duplicates.apart')}
        </Button>
        <Button small disabled={busy} onClick={onMerge}>
          {t('duplicates.merge', { count: company.members.length, shown: num(company.members.length) })}
        </Button>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th className={styles.label}>{t('duplicates.stays')}</th>
              {company.members.map((member) => (
                <th key={member.id}>
                  <label className={styles.member}>
                    <input
                      type="radio"
                      name={keyOf(company)}
                      checked={choice.stays === member.id}
                      onChange={() => onChoose({ ...choice, stays: member.id })}
                    />
                    <span className={styles.name}>{member.name}</span>
                  </label>
                  <span className={styles.memberLine}>
                    <TierBadge
                      small
                      tier={member.tier ?? 'excluded'}
                      {...(member.tier !== null && tiers?.[member.tier] ? { name: tiers[member.tier] } : {})}
                    />
                    <Button small look="quiet" onClick={() => openAccount(member.id)}>
                      {t('duplicates.open')}
                    </Button>
                  </span>
                </th>
              ))}
              <th className={styles.result}>{t('duplicates.result')}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? company.fields : differing).map((field) => (
              <FieldRow key={field.label} field={field} company={company} choice={choice} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        {company.hasParts && (
          <Checkbox
            label={t('duplicates.addUp')}
            checked={choice.addUp}
            onChange={(addUp) => onChoose({ ...choice, addUp })}
          />
        )}
        <span className={styles.same}>
          {differing.length === 0 && `${t('duplicates.noneDiffers')} `}
          {filled.length > 0 && `${t('duplicates.filled', { count: filled.length, shown: num(filled.length) })} `}
          {same > 0 && t('duplicates.same', { count: same, shown: num(same) })}
        </span>
        {differing.length < company.fields.length && (
          <Button small look="quiet" onClick={() => setAll(!all)}>
            {t(all ? 'duplicates.showFewer' : 'duplicates.showAll')}
          </Button>
        )}
      </div>
    </section>
  );
}

function FieldRow({ field, company, choice }: { field: ComparedField; company: CompanyView; choice: MergeChoice }) {
  return (
    <tr>
      <td className={styles.label}>{field.label}</td>
      {field.values.map((value, index) => (
        <td key={company.members[index]?.id} className={value === null ? styles.blank : undefined}>
          <CellValue kind={field.kind} value={value} />
        </td>
      ))}
      <td className={styles.result}>
        <CellValue kind={field.kind} value={resultOf(company, field, choice)} />
      </td>
    </tr>
  );
}
