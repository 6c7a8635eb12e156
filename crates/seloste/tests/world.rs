//! The world that other tests make visits in works itself.

mod common;

use common::{MORNING, RETAIL, WEBSHOP, World};
use seloste_db::Engine;

#[test]
fn a_world_answers_on_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine);
        assert_eq!(world.app.clock().now().to_string(), MORNING);
        assert_eq!(world.stranger().get("/no/such/page").status, 404, "{engine:?}");
        let _aino = world.person("aino", RETAIL, &["service-agent"]);
        let _robot = world.key("robot", WEBSHOP, "register-keeper");
    }
}
