// Shows the photo that was chosen, small, before it is sent: drawn on a canvas, so that it never leaves the device for it.
const WIDTH = 160

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-preview]')) {
  const canvas = document.createElement('canvas')
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', input.dataset['preview'] ?? '')
  canvas.hidden = true
  canvas.className = 'sp-preview'
  input.after(canvas)
  const show = async () => {
    const [file] = input.files ?? []
    canvas.hidden = true
    if (file === undefined) return
    try {
      const picture = await createImageBitmap(file, { resizeWidth: WIDTH })
      canvas.width = picture.width
      canvas.height = picture.height
      canvas.getContext('2d')?.drawImage(picture, 0, 0)
      canvas.hidden = false
    } catch {
      // No picture that this browser knows: the server says what is wrong with it.
    }
  }
  input.addEventListener('change', () => void show())
  // One that was chosen while this was still on its way.
  void show()
}
export {}
