/** Finds whole objects in texts that follow each other. */
export interface JsonRecords {
  /** The objects that end in this text, each as it stands there. */
  take(text: string): string[]
  /** How many signs of an object that did not end yet are held. */
  pending(): number
  /** Whether the texts so far stop in the middle of something. */
  isOpen(): boolean
}

/**
 * Splits JSON (RFC 8259) into the objects of an array without reading it whole: of the array at the top, or, with `within`, of the array that
 * is that member of the object at the top. Without `inArray` objects that follow each other without an array are found too.
 */
export function jsonRecords({
  within,
  inArray,
}: {
  readonly within: string | undefined
  readonly inArray: boolean
}): JsonRecords {
  const outside = within === undefined ? 0 : 1
  const startsHere = () => (within === undefined ? !inArray || brackets === 1 : name === within && brackets === 1)
  let depth = 0
  let brackets = 0
  let inText = false
  let isEscaped = false
  /** The last text beside the records: the name of the member that holds what comes next. */
  let name = ''
  let record = ''
  let isRecord = false

  return {
    pending: () => record.length,
    isOpen: () => depth > 0,
    take(text: string): string[] {
      const found: string[] = []
      let start = isRecord ? 0 : -1
      for (let at = 0; at < text.length; at++) {
        const sign = text[at]
        if (inText) {
          if (isEscaped) isEscaped = false
          else if (sign === '\\') isEscaped = true
          else if (sign === '"') inText = false
          if (inText && !isRecord && brackets === 0 && within !== undefined && name.length <= within.length)
            name += sign
        } else if (sign === '"') {
          inText = true
          if (!isRecord && brackets === 0) name = ''
        } else if (sign === '[' && !isRecord && depth === outside) brackets++
        else if (sign === ']' && !isRecord && depth === outside) brackets--
        else if (sign === '{') {
          if (!isRecord && depth === outside && startsHere()) {
            isRecord = true
            start = at
          }
          depth++
        } else if (sign === '}' && depth > 0) {
          depth--
          if (!isRecord || depth > outside) continue
          found.push(record + text.slice(start, at + 1))
          record = ''
          isRecord = false
        }
      }
      if (isRecord) record += text.slice(start)
      return found
    },
  }
}
