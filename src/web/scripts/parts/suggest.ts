// Suggests names while somebody types in a field: of a municipality, a street. The field works without it; what is typed goes to
// this square and nowhere else. The browser draws the list (`datalist`), so that it works with every keyboard and screen reader.
const PAUSE_MS = 150
const SHORTEST = 2

export function suggest(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) {
    const list = document.createElement('datalist')
    list.id = `${field.id}-suggestions`
    field.after(list)
    field.setAttribute('list', list.id)
    let timer: ReturnType<typeof setTimeout> | undefined
    let asked = ''
    field.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(async () => {
        const text = field.value.trim()
        if (text.length < SHORTEST || text === asked) return
        asked = text
        const address = new URL(field.dataset['suggest'] ?? '', location.href)
        address.searchParams.set('q', text)
        const beside = document.querySelector<HTMLInputElement>(`[name="${field.dataset['suggestWith']}"]`)
        if (beside?.value) address.searchParams.set(beside.name, beside.value.trim())
        const answer = await fetch(address).catch(() => undefined)
        const names: string[] = answer?.ok ? await answer.json() : []
        if (text !== asked) return
        list.replaceChildren(
          ...names.map((name) => {
            const option = document.createElement('option')
            option.value = name
            return option
          }),
        )
      }, PAUSE_MS)
    })
  }
}
