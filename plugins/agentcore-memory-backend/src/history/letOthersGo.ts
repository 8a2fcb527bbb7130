/** Lets everything else that waits have its turn. */
export function letOthersGo(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
