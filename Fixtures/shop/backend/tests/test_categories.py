def test_create_and_list(client):
    created = client.post("/setting/categories", json={"nameEn": "Tea", "nameAr": "شاي"})
    assert created.status_code == 201

    listed = client.get("/setting/categories").json()
    assert listed["total"] == 1
    assert listed["items"][0]["nameAr"] == "شاي"


def test_needs_a_user(client):
    answer = client.get("/setting/categories", headers={"Authorization": "Bearer nobody"})
    assert answer.status_code == 401
