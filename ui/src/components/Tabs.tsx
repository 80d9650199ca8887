import { Tab, TabList } from '@fluentui/react-components';

export interface TabsProps<T extends string> {
  value: T;
  tabs: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  label: string;
}

/** A few views of the same thing. */
export function Tabs<T extends string>({ value, tabs, onChange, label }: TabsProps<T>) {
  return (
    <TabList size="small" aria-label={label} selectedValue={value} onTabSelect={(_, data) => onChange(data.value as T)}>
      {tabs.map((tab) => (
        <Tab key={tab.value} value={tab.value}>
          {tab.label}
        </Tab>
      ))}
    </TabList>
  );
}
