import { useEffect, useState } from 'react';

/** How long the typing rests before it is looked for, in milliseconds. */
const REST = 150;

/** What is typed into a search field, and what of it is to be looked for: it follows when the typing rests. */
export function useSearch() {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const soon = setTimeout(() => setSearch(typed.trim()), REST);
    return () => clearTimeout(soon);
  }, [typed]);
  return { typed, setTyped, search };
}
