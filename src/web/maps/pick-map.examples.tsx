import type { VNode } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { exampleView } from '#web/components/example-view.ts'
import { Form } from '#web/components/form/form.tsx'
import { Input } from '#web/components/input/input.tsx'
import { PickMap } from './pick-map.tsx'

export const examples: Record<string, () => VNode> = {
  'a place in Leuven': () => (
    <Form view={exampleView()}>
      <Input name="pick-address" label="Adres of bekende plek" />
      <Button>Zoeken</Button>
      <PickMap
        window={{ lon: 4.7009, lat: 50.8798, zoom: 15 }}
        pin={{ lon: 4.7012, lat: 50.8801 }}
        picture="/map/pick.svg"
      />
    </Form>
  ),
}
