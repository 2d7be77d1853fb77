// Shows the button "use the place where I am now" and fills in the place when it is pressed. Without it the page is whole.
export function offerLocation(): void {
  const button = document.querySelector<HTMLButtonElement>('button[data-location]')
  const target = document.querySelector<HTMLInputElement>('input[data-location-target]')
  const failed = document.querySelector<HTMLElement>('[data-location-failed]')

  if (button && target?.form && navigator.geolocation) {
    button.hidden = false
    button.addEventListener('click', () => {
      button.disabled = true
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          target.value = `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}`
          target.form?.submit()
        },
        () => {
          button.disabled = false
          if (failed) failed.hidden = false
        },
        { enableHighAccuracy: true, timeout: 15_000 },
      )
    })
  }
}
