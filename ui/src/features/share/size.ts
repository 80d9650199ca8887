/** A file's size as the desktop writes it. */
export function sizeOf(bytes: number): { unit: 'kb' | 'mb'; value: number } {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? { unit: 'kb', value: Math.max(1, Math.round(kilobytes)) }
    : { unit: 'mb', value: kilobytes / 1024 };
}
