import { useState } from 'react';
import {
  AddIcon,
  Button,
  ceilingOf,
  Checkbox,
  DeleteIcon,
  Dialog,
  EditIcon,
  IconButton,
  Menu,
  MessageBar,
  MoneyInput,
  NumberInput,
  PercentInput,
  ProgressDialog,
  ProgressLine,
  rebalance,
  RefreshIcon,
  SearchInput,
  Section,
  Select,
  Slider,
  Stepper,
  Switch,
  Tabs,
  TextArea,
  TextInput,
  TierBadge,
  useToast,
  WeightSlider,
  type Weight,
} from '../components';
import styles from './Gallery.module.css';

const EUR = { code: 'EUR', minorDigits: 2 };

const start: Weight[] = [
  { id: 'Revenue potential', tenths: 400, locked: false },
  { id: 'Industry alignment', tenths: 250, locked: false },
  { id: 'Company size', tenths: 200, locked: true },
  { id: 'Engagement history', tenths: 150, locked: false },
];

function Weights() {
  const [before] = useState(start);
  const [weights, setWeights] = useState(() => rebalance(start, 'Revenue potential', 475));
  const move = (id: string) => (tenths: number) => setWeights((now) => rebalance(now, id, tenths));
  return (
    <div>
      {weights.map((weight, index) => (
        <WeightSlider
          key={weight.id}
          label={weight.id}
          tenths={weight.tenths}
          before={before[index]?.tenths}
          ceiling={ceilingOf(weights, weight.id)}
          locked={weight.locked}
          onMove={move(weight.id)}
          onSettle={move(weight.id)}
          onLock={(locked) =>
            setWeights((now) => now.map((each) => (each.id === weight.id ? { ...each, locked } : each)))
          }
        />
      ))}
    </div>
  );
}

function Fields() {
  const [text, setText] = useState('Northern Europe 2027');
  const [count, setCount] = useState<number | null>(52);
  const [share, setShare] = useState<number | null>(0.45);
  const [target, setTarget] = useState<number | null>(1_250_000_000);
  const [sheet, setSheet] = useState<'accounts' | 'reps'>('accounts');
  const [search, setSearch] = useState('');
  const [on, setOn] = useState(true);
  const [dial, setDial] = useState(30);
  return (
    <div className={styles.cols}>
      <TextInput label="Plan name" value={text} onChange={setText} />
      <NumberInput label="Touches a year" value={count} onCommit={setCount} min={0} max={365} hint="0 to 365" />
      <PercentInput label="Selling time" value={share} onCommit={setShare} min={0} max={1} />
      <MoneyInput label="Company target" value={target} onCommit={setTarget} currency={EUR} min={0} />
      <Select
        label="Sheet"
        value={sheet}
        onChange={setSheet}
        choices={[
          { value: 'accounts', label: 'Accounts (2,512 rows)' },
          { value: 'reps', label: 'Reps (14 rows)' },
        ]}
      />
      <TextInput label="Reason" value="" onChange={() => {}} error="Say why, in a word or two." required />
      <SearchInput label="Search accounts" value={search} onChange={setSearch} />
      <Slider label="Fairness" value={dial} valueText={`${dial} %`} min={0} max={100} onMove={setDial} />
      <TextArea label="Note" value="" onChange={() => {}} placeholder="What leadership should know" rows={2} />
      <div>
        <Checkbox label="Keep open deals with their rep" checked={on} onChange={setOn} />
        <Switch label="Hysteresis" checked={on} onChange={setOn} />
      </div>
    </div>
  );
}

export function Controls() {
  const toast = useToast();
  const [dialog, setDialog] = useState<'none' | 'question' | 'progress'>('none');
  const [view, setView] = useState<'board' | 'matrix' | 'fence'>('board');
  return (
    <>
      <Section title="Buttons">
        <div className={styles.row}>
          <Button
            look="primary"
            onClick={() => toast({ title: 'Moved 34 accounts to Tier 1', action: { label: 'Undo', run: () => {} } })}
          >
            Import 2,512 accounts
          </Button>
          <Button icon={<RefreshIcon />}>Assign again</Button>
          <Button look="quiet">Cancel</Button>
          <Button busy>Saving</Button>
          <Button disabled>Not now</Button>
          <Button small icon={<AddIcon />}>
            Add a rep
          </Button>
          <IconButton label="Edit" icon={<EditIcon />} />
          <IconButton label="Delete" icon={<DeleteIcon />} disabled />
          <Menu
            trigger={<Button>Move to tier</Button>}
            items={[
              {
                id: '1',
                label: 'Tier 1',
                shortcut: 'Alt+1',
                icon: <TierBadge tier={0} bare small />,
                onSelect: () => {},
              },
              {
                id: '2',
                label: 'Tier 2',
                shortcut: 'Alt+2',
                icon: <TierBadge tier={1} bare small />,
                onSelect: () => {},
              },
              { id: 'd', divider: true },
              { id: 'x', label: 'Exclude…', danger: true, onSelect: () => {} },
            ]}
          />
          <Button onClick={() => setDialog('question')}>Ask</Button>
          <Button onClick={() => setDialog('progress')}>Progress</Button>
        </div>
      </Section>
      <Section title="Fields">
        <Fields />
      </Section>
      <Section title="Weights" note="They keep 100 %. A locked one stays; the mark is where it was.">
        <Weights />
      </Section>
      <Section title="Steps, tabs and messages">
        <Stepper steps={['Choose the sheet', 'Match the columns', 'Check and import']} current={1} onBack={() => {}} />
        <div>
          <Tabs
            label="Views"
            value={view}
            onChange={setView}
            tabs={[
              { value: 'board', label: 'Board' },
              { value: 'matrix', label: 'Value and potential' },
              { value: 'fence', label: 'On the fence' },
            ]}
          />
        </div>
        <MessageBar mood="info" title="Header found in row 4.">
          The three rows above it look like a title and are left out.
        </MessageBar>
        <MessageBar mood="warning" actions={<Button small>Look at them</Button>} onDismiss={() => {}}>
          214 rows have a revenue written as text. They will be read as numbers: “1.200,50” is 1,200.50.
        </MessageBar>
        <MessageBar mood="error" title="The workbook is protected with a password.">
          Nothing was imported. Open it in Excel, save a copy without the password, and drop that copy here.
        </MessageBar>
      </Section>
      <Dialog
        open={dialog === 'question'}
        title="Move Nord Logistics GmbH to Tier 1?"
        primary={{ label: 'Move', onClick: () => setDialog('none') }}
        onClose={() => setDialog('none')}
      >
        <p>The model says Tier 2 (score 71.4, the cut-off is 78). Your reason is kept with the account.</p>
        <TextInput label="Reason" value="Framework deal signed in May" onChange={() => {}} autoFocus />
      </Dialog>
      <ProgressDialog open={dialog === 'progress'} title="Reading the workbook" onCancel={() => setDialog('none')}>
        <ProgressLine title="Reading the workbook" stage="Reading accounts" done={48_210} total={100_000} />
      </ProgressDialog>
    </>
  );
}
